package org.stackdeck.operations;

class OperationsOnH2Tests extends OperationTests {}
