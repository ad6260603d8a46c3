package org.stackdeck.requests;

class RequestsOnH2Tests extends RequestsTests {}
