package org.stackdeck.inventory.replication;

class CloudLeaseRepositoryOnH2Tests extends CloudLeaseRepositoryTests {}
