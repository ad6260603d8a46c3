package org.stackdeck.usability;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.product.OpenStackCli;

/** Servers and a volume that the tasks of one round require. The {@code openstack} command creates and deletes them. */
final class RoundResources implements AutoCloseable {

    private final OpenStackCli cli;
    private final OpenStackCli administrator;
    private final Set<String> addressesBefore;
    private final String prefix = "task-" + UUID.randomUUID().toString().substring(0, 6);

    RoundResources(OpenStackCli cli, OpenStackCli administrator) {
        this.cli = cli;
        this.administrator = administrator;
        this.addressesBefore = addresses();
    }

    private Set<String> addresses() {
        return cli.output("floating ip list -f value -c ID").lines().collect(Collectors.toSet());
    }

    void create() {
        cli.output("server create --flavor m1.tiny --image cirros-lab --network staff-net --min 5 --max 5 --wait"
                + " -f value -c id " + prefix);
        cli.output("volume create --size 1 -f value -c id " + volume());
        cli.output("server add volume -f value -c ID " + server(1) + " " + volume());
        cli.output("server stop " + stoppedServer());
        administrator.output("flavor create --ram 512 --disk 9999999 --vcpus 1 -f value -c id " + prefix);
        cli.output("server create --flavor " + prefix + " --image cirros-lab --network staff-net -f value -c id "
                + brokenServer());
    }

    /**
     * Returns the name of a running server.
     *
     * @param number 1 to 4
     */
    String server(int number) {
        return prefix + "-" + number;
    }

    List<String> runningServers() {
        return Stream.of(1, 2, 3, 4).map(this::server).toList();
    }

    String stoppedServer() {
        return server(5);
    }

    /** Returns the name of a server for which no hypervisor has enough space. */
    String brokenServer() {
        return prefix + "-broken";
    }

    String addressOf(String server) {
        return cli.output("server show -f value -c addresses " + server).replaceAll("[^0-9.]*([0-9.]+).*", "$1");
    }

    String volume() {
        return prefix + "-data";
    }

    /** Returns a unique name for a resource that a task creates. */
    String newName(String purpose) {
        return prefix + "-" + purpose;
    }

    @Override
    public void close() {
        names("server list").forEach(server -> cli.attempt("server delete --wait " + server));
        names("volume list").forEach(volume -> cli.attempt("volume delete " + volume));
        names("image list").forEach(image -> cli.attempt("image delete " + image));
        names("security group list").forEach(group -> cli.attempt("security group delete " + group));
        addresses().stream()
                .filter(address -> !addressesBefore.contains(address))
                .forEach(address -> cli.attempt("floating ip delete " + address));
        administrator.attempt("flavor delete " + prefix);
        administrator.attempt("user delete " + newName("colleague"));
    }

    private List<String> names(String list) {
        return cli.output(list + " -f value -c Name")
                .lines()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }
}
