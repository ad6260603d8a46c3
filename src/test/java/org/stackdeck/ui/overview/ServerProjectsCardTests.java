package org.stackdeck.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.ui.i18n.Messages;

class ServerProjectsCardTests {

    private final ServerProjectsCard card = new ServerProjectsCard(
            Messages.forLocale(new DefaultI18NProvider(List.of(Locale.ENGLISH)), Locale.ENGLISH));

    @Test
    void buttonNamesTheNumberOfProjectsThatItShows() {
        card.update(ServerCounts.of(inProjects(200), _ -> false));
        assertThat(button()).isEqualTo("Show all 200 projects");

        card.update(ServerCounts.of(inProjects(1500), _ -> false));
        assertThat(button()).isEqualTo("Show 200 of 1,500 projects");
    }

    private String button() {
        return card.getChildren()
                .filter(NativeButton.class::isInstance)
                .map(part -> part.getElement().getText())
                .findFirst()
                .orElseThrow();
    }

    private static List<Server> inProjects(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ServerBuilder.named("s" + i)
                        .project(new Project(ServerBuilder.CLOUD, new ProjectId("p" + i), "project-" + i))
                        .build())
                .toList();
    }
}
