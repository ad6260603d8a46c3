package org.stackdeck.operations;

class OperationSendingOnH2Tests extends OperationSendingTests {}
