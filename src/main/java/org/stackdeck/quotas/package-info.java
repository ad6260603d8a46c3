/** Quotas and usage of OpenStack projects, cached for a short time. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"cloud", "cloud :: *", "access", "access :: *", "identity", "identity :: *", "platform"})
package org.stackdeck.quotas;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
