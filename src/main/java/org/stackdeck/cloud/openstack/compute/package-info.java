/** Nova client: lists servers, sends actions, creates servers, and maps responses to domain types. */
@NullMarked
package org.stackdeck.cloud.openstack.compute;

import org.jspecify.annotations.NullMarked;
