package org.stackdeck.notices.store;

import org.stackdeck.platform.node.NodeEvent;

/**
 * Published in the transaction that adds notices, or changes their read state or a user's choice of channels. Listeners
 * handle it after the commit.
 */
record NoticesChanged() implements NodeEvent {}
