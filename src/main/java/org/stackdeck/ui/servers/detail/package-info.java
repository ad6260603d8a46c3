/** The details of one server: page, detail pane, header and tabs. */
@NullMarked
package org.stackdeck.ui.servers.detail;

import org.jspecify.annotations.NullMarked;
