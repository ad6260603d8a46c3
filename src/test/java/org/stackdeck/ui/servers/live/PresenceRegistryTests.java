package org.stackdeck.ui.servers.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.Subscription;

class PresenceRegistryTests {

    private static final ServerKey WEB = ServerBuilder.named("web").build().key();

    private final PresenceRegistry presenceRegistry = new PresenceRegistry();
    private final Person ann = new Person("ann");
    private final Person ben = new Person("ben");

    @Test
    void viewersAreNotifiedOfOthersComingAndGoing() {
        Subscription first = ann.enter(WEB);
        Subscription second = ben.enter(WEB);
        assertThat(ann.last()).containsExactly("ben");
        assertThat(ben.last()).containsExactly("ann");

        first.close();
        assertThat(ben.last()).isEmpty();
        second.close();
        second.close();
        ann.enter(WEB);
        assertThat(ann.last()).isEmpty();
    }

    @Test
    void userWithTwoPagesCountsOnceAndNotForThemselves() {
        Subscription subscription = ben.enter(WEB);
        ben.enter(WEB);
        ann.enter(WEB);
        assertThat(ann.last()).containsExactly("ben");
        assertThat(ben.last()).containsExactly("ann");

        subscription.close();

        assertThat(ann.last()).containsExactly("ben");
    }

    @Test
    void viewersOfOtherServersAreNotNotified() {
        ann.enter(WEB);
        ben.enter(ServerBuilder.named("db").build().key());

        assertThat(ann.last()).isEmpty();
        assertThat(ben.last()).isEmpty();
    }

    private final class Person {

        private final UserId id = new UserId(UUID.randomUUID());
        private final UserName name;
        private final List<List<UserName>> told = new ArrayList<>();

        Person(String name) {
            this.name = new UserName(name);
        }

        Subscription enter(ServerKey server) {
            return presenceRegistry.register(server, id, name, told::add);
        }

        List<String> last() {
            return told.getLast().stream().map(UserName::value).toList();
        }
    }
}
