package org.stackdeck.operations;

class OperationServiceOnH2Tests extends OperationServiceTests {}
