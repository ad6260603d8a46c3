package org.stackdeck.operations;

class OperationRecoveryOnH2Tests extends OperationRecoveryTests {}
