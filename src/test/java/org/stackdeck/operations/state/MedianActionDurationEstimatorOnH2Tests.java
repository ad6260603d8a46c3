package org.stackdeck.operations.state;

class MedianActionDurationEstimatorOnH2Tests extends MedianActionDurationEstimatorTests {}
