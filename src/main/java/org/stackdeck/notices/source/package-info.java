/** Creates notices from events of other modules, without delaying the threads that publish the events. */
@NullMarked
package org.stackdeck.notices.source;

import org.jspecify.annotations.NullMarked;
