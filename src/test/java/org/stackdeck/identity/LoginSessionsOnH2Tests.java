package org.stackdeck.identity;

class LoginSessionsOnH2Tests extends LoginSessionsTests {}
