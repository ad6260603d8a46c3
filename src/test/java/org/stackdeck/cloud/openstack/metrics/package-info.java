@NullMarked
package org.stackdeck.cloud.openstack.metrics;

import org.jspecify.annotations.NullMarked;
