package org.stackdeck.identity.session;

class SessionRestoreServiceOnH2Tests extends SessionRestoreServiceTests {}
