"""Pages of people administrators, who make and close accounts but never enter one.

They set no passwords, and change an address only two together: whoever can sign in as somebody reads what that
person sent to nobody.
"""
