package org.stackdeck.operations;

class OperationTrackingOnH2Tests extends OperationTrackingTests {}
