package org.stackdeck.operations;

class RecentDurationsOnH2Tests extends RecentDurationsCase {}
