package org.stackdeck.operations.protection;

class DeletionProtectionServiceOnH2Tests extends DeletionProtectionServiceTests {}
