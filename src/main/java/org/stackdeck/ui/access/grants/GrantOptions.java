package org.stackdeck.ui.access.grants;

import java.util.List;
import org.stackdeck.access.Role;
import org.stackdeck.ui.ViewModel;
import org.stackdeck.ui.access.NamedGrantee;
import org.stackdeck.ui.access.ProjectOption;

/** Options of the grant dialog. */
@ViewModel
record GrantOptions(List<NamedGrantee> parties, List<ProjectOption> places, List<Role> roles) {}
