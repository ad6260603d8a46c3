package org.stackdeck.operations;

class SoftDeletionOnH2Tests extends SoftDeletionTests {}
