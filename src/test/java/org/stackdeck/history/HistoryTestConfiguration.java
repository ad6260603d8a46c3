package org.stackdeck.history;

import java.time.Instant;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.platform.MutableClock;

/** Fakes of the modules that the history uses. */
@TestConfiguration(proxyBeanMethods = false)
class HistoryTestConfiguration {

    /** Start of a day, which is a recorded time in every period. */
    static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    @Bean
    @Primary
    MutableClock mutableClock() {
        return new MutableClock(MIDNIGHT);
    }

    @Bean
    FakeAccessDecisionService accessDecisionService(MutableClock mutableClock) {
        return new FakeAccessDecisionService(mutableClock);
    }

    @Bean
    FakeInventory inventory(FakeAccessDecisionService accessDecisionService) {
        return new FakeInventory(accessDecisionService);
    }

    @Bean
    FakeClouds clouds() {
        return new FakeClouds(new FakeCompute(ServerBuilder.STAFF), new FakeCompute(ServerBuilder.RESEARCH));
    }

    static Caller caller(UserId user) {
        return new Caller(user, new UserName("mia"), "192.0.2.1", Caller.Channel.UI);
    }
}
