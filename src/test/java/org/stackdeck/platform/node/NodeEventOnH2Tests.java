package org.stackdeck.platform.node;

class NodeEventOnH2Tests extends NodeEventTests {}
