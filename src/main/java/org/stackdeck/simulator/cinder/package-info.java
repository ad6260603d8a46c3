/** Simulated Cinder (Block Storage API v3): volumes, volume types, transfers, snapshots, backups and quotas. */
@NullMarked
package org.stackdeck.simulator.cinder;

import org.jspecify.annotations.NullMarked;
