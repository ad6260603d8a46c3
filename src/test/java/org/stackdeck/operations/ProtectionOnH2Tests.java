package org.stackdeck.operations;

class ProtectionOnH2Tests extends ProtectionTests {}
