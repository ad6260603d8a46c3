package org.stackdeck.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SubscribersTests {

    private final Subscribers<Consumer<String>> subscribers = new Subscribers<>();
    private final List<String> received = new ArrayList<>();

    @Test
    void closedSubscriptionReceivesNothing() {
        Subscription first = subscribers.add(text -> received.add("first " + text));
        subscribers.add(text -> received.add("second " + text));

        first.close();
        first.close();
        subscribers.notifyEach(subscriber -> subscriber.accept("a"));

        assertThat(received).containsExactly("second a");
    }

    @Test
    void failingSubscriberDoesNotAffectOthersAndItsFailureIsThrown() {
        subscribers.add(_ -> {
            throw new IllegalStateException("first");
        });
        subscribers.add(received::add);

        assertThatThrownBy(() -> subscribers.notifyEach(subscriber -> subscriber.accept("a")))
                .hasMessage("first");

        assertThat(received).containsExactly("a");
    }

    @Test
    void subscriberCanEndItsSubscriptionDuringANotification() {
        List<Subscription> own = new ArrayList<>();
        own.add(subscribers.add(text -> {
            received.add(text);
            own.getFirst().close();
        }));

        subscribers.notifyEach(subscriber -> subscriber.accept("a"));
        subscribers.notifyEach(subscriber -> subscriber.accept("b"));

        assertThat(received).containsExactly("a");
        assertThat(subscribers.isEmpty()).isTrue();
    }
}
