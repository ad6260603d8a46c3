package org.stackdeck.diagnostics.bundle;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.stackdeck.diagnostics.OpenPageCounter;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.inventory.Inventory;

/** Numbers of users, servers and open pages. */
@Component
class UsageCountsEntry implements BundleEntry {

    private final UserDirectory userDirectory;
    private final Inventory inventory;
    private final ObjectProvider<OpenPageCounter> openPages;

    /** @param openPages empty in a context without pages */
    UsageCountsEntry(UserDirectory userDirectory, Inventory inventory, ObjectProvider<OpenPageCounter> openPages) {
        this.userDirectory = userDirectory;
        this.inventory = inventory;
        this.openPages = openPages;
    }

    @Override
    public String fileName() {
        return "counts.json";
    }

    @Override
    public Object content() {
        Map<String, Object> counts = new TreeMap<>();
        counts.put("usersByRoleAndState", count(userDirectory.all(), user -> user.role() + " " + user.state()));
        counts.put(
                "serversByCloudAndStatus",
                count(
                        inventory.snapshot().servers().values(),
                        server -> server.key().cloud().value() + " " + server.status()));
        openPages.ifAvailable(counter -> counts.put("openPages", counter.countOpenPages()));
        return counts;
    }

    private static <T> Map<String, Long> count(Collection<T> all, Function<T, String> group) {
        return all.stream().collect(Collectors.groupingBy(group, TreeMap::new, Collectors.counting()));
    }
}
