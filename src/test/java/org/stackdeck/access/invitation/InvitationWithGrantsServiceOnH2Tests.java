package org.stackdeck.access.invitation;

class InvitationWithGrantsServiceOnH2Tests extends InvitationWithGrantsServiceTests {}
