package org.stackdeck.operations;

class RecentOperationOnH2Tests extends RecentOperationTests {}
