/**
 * Several nodes: one of them polls the servers of a cloud, or requests a list of resources, and passes the changes to
 * the others through the database.
 */
@NullMarked
package org.stackdeck.inventory.replication;

import org.jspecify.annotations.NullMarked;
