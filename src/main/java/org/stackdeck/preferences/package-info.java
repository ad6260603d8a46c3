/** Display settings and saved views of users, stored in the database so that all browsers of a user have them. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"identity", "identity :: *", "audit", "audit :: *", "platform", "platform :: *"})
package org.stackdeck.preferences;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
