package org.stackdeck.access.invitation;

class InvitationGrantServiceOnH2Tests extends InvitationGrantServiceTests {}
