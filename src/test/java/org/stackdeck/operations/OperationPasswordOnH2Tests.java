package org.stackdeck.operations;

class OperationPasswordOnH2Tests extends OperationPasswordTests {}
