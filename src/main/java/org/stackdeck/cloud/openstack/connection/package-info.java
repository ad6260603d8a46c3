/** Tests a connection to a cloud step by step. */
@NullMarked
package org.stackdeck.cloud.openstack.connection;

import org.jspecify.annotations.NullMarked;
