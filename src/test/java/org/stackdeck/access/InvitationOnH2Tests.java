package org.stackdeck.access;

class InvitationOnH2Tests extends InvitationTests {}
