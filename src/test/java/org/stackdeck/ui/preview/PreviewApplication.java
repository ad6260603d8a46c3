package org.stackdeck.ui.preview;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.spring.annotation.EnableVaadin;
import com.vaadin.flow.theme.aura.Aura;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.cloud.TaskState;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.SignedInUser;

/**
 * The web pages with a made-up cloud behind them, everyone signed in as one person: for looking at. Arguments:
 * {@code --servers=10000} adds that many; {@code --scene=lively|loading|unreached|stale}.
 */
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration",
            "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration"
        })
@ComponentScan(
        basePackages = "org.stackdeck.ui",
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = "org\\.stackdeck\\.ui\\.signin\\..*"))
@EnableVaadin("org.stackdeck.ui")
@Import(PreviewConfiguration.class)
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("context://frontend/css/stackdeck.css")
public class PreviewApplication implements AppShellConfigurator {

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(PreviewApplication.class);
        application.run(args);
    }

    @Bean
    SecurityFilterChain everyone(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .anonymous(anonymous -> anonymous.disable())
                .build();
    }

    @Bean
    FilterRegistrationBean<Filter> signedIn() {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
            TestingAuthenticationToken jonas = new TestingAuthenticationToken(
                    new SignedInUser(PreviewConfiguration.JONAS, new UserName("jonas"), 1),
                    "none",
                    "ROLE_ADMINISTRATOR",
                    "ROLE_MEMBER");
            SecurityContextHolder.getContext().setAuthentication(jonas);
            chain.doFilter(request, response);
        });
        registration.setOrder(0);
        return registration;
    }

    @Bean
    Life life(PreviewInventory inventory, PreviewOperations operations, Clock clock) {
        return new Life(
                inventory, operations, clock, System.getProperty("scene", "lively"), Integer.getInteger("servers", 0));
    }

    /** Makes things happen. */
    static final class Life {

        private final PreviewInventory inventory;
        private final PreviewOperations operations;
        private final Caller ana =
                new Caller(PreviewConfiguration.JONAS, new UserName("jonas"), "127.0.0.1", Caller.Channel.UI);

        Life(PreviewInventory inventory, PreviewOperations operations, Clock clock, String scene, int more) {
            this.inventory = inventory;
            this.operations = operations;
            ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().factory());
            List<Server> servers = PreviewServers.all(clock.instant(), more);
            switch (scene) {
                case "loading" -> {}
                case "unreached" ->
                    inventory.failing(
                            Freshness.State.UNREACHED,
                            CloudException.Category.UNREACHABLE,
                            "https://cloud.example.org:5000/v3: connection refused");
                case "stale" -> {
                    inventory.put(servers.toArray(Server[]::new));
                    inventory.failing(
                            Freshness.State.STALE,
                            CloudException.Category.TIMEOUT,
                            "https://cloud.example.org:8774: no answer in 10 s");
                }
                default -> {
                    inventory.put(servers.toArray(Server[]::new));
                    Future<?> _ = time.scheduleAtFixedRate(inventory::confirm, 1, 1, TimeUnit.SECONDS);
                    Operation bad = operations.submit(ana, servers.get(3).key(), ServerAction.REBOOT);
                    operations.to(bad, Operation.State.FAILED, new Operation.Failure("cloud-refused", null));
                    operations.submit(ana, servers.get(4).key(), ServerAction.STOP);
                    operations.subscribe(operation -> {
                        if (operation.state() == Operation.State.WAITING) {
                            Future<?> _ = time.schedule(() -> run(operation), 1500, TimeUnit.MILLISECONDS);
                        } else if (operation.state() == Operation.State.RUNNING) {
                            Future<?> _ = time.schedule(() -> end(operation), 4, TimeUnit.SECONDS);
                        }
                    });
                }
            }
        }

        private void run(Operation operation) {
            change(operation, true);
            operations.to(operation, Operation.State.RUNNING, null);
        }

        private void end(Operation operation) {
            change(operation, false);
            operations.to(operation, Operation.State.SUCCEEDED, null);
        }

        private void change(Operation operation, boolean moving) {
            Optional<Server> found = inventory.find(operation.server());
            if (found.isEmpty()) {
                return;
            }
            Server server = found.get();
            switch (operation.action()) {
                case START ->
                    inventory.put(PreviewServers.with(
                            server,
                            moving ? server.status() : ServerStatus.ACTIVE,
                            moving ? TaskState.POWERING_ON : null));
                case STOP ->
                    inventory.put(PreviewServers.with(
                            server,
                            moving ? server.status() : ServerStatus.SHUTOFF,
                            moving ? TaskState.POWERING_OFF : null));
                case REBOOT, HARD_REBOOT ->
                    inventory.put(PreviewServers.with(
                            server,
                            moving ? ServerStatus.REBOOT : ServerStatus.ACTIVE,
                            moving ? TaskState.REBOOTING : null));
                case DELETE -> {
                    if (moving) {
                        inventory.put(PreviewServers.with(server, server.status(), TaskState.DELETING));
                    } else {
                        inventory.remove(server.key());
                    }
                }
            }
        }
    }
}
