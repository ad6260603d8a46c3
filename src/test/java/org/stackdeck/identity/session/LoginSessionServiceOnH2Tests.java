package org.stackdeck.identity.session;

class LoginSessionServiceOnH2Tests extends LoginSessionServiceTests {}
