/** Hourly numbers of servers by project and status, and hourly quotas of projects, kept for 90 days. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cloud", "cloud :: *", "inventory", "access", "identity", "quotas"})
package org.stackdeck.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
