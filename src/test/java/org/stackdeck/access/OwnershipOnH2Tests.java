package org.stackdeck.access;

class OwnershipOnH2Tests extends OwnershipTests {}
