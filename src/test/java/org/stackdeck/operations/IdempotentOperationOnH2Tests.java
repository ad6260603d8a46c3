package org.stackdeck.operations;

class IdempotentOperationOnH2Tests extends IdempotentOperationTests {}
