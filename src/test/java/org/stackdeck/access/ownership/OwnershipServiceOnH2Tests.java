package org.stackdeck.access.ownership;

class OwnershipServiceOnH2Tests extends OwnershipServiceTests {}
