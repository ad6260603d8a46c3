package org.stackdeck.access.ownership;

class ServerOwnershipServiceOnH2Tests extends ServerOwnershipServiceTests {}
