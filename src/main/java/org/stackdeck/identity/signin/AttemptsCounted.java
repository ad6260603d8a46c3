package org.stackdeck.identity.signin;

import java.util.List;
import org.stackdeck.platform.node.NodeEvent;

/** Attempts were counted. Published on the other nodes only. */
record AttemptsCounted(List<Count> counts) implements NodeEvent {

    /** @param taken number of tokens that were taken from the bucket; negative if tokens were put back */
    record Count(AttemptBuckets.BucketId bucket, long taken) {}
}
