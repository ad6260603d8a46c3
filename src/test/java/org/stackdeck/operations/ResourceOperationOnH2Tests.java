package org.stackdeck.operations;

class ResourceOperationOnH2Tests extends ResourceOperationTests {}
