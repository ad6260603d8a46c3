package org.stackdeck.access.grant;

class GrantServiceOnH2Tests extends GrantServiceTests {}
