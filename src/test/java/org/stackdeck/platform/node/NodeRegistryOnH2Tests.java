package org.stackdeck.platform.node;

class NodeRegistryOnH2Tests extends NodeRegistryTests {}
