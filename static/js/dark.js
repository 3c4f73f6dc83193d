// On the pages of administration, which are Django's and look for it here: somebody chose the dark scheme.
document.documentElement.dataset.theme = "dark";
