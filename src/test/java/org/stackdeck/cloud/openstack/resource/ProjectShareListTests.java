package org.stackdeck.cloud.openstack.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.openstack.http.ResponseTooLargeException;

class ProjectShareListTests {

    private final ProjectShareList<String> list = new ProjectShareList<>(100, 10);

    private void add(String project, String object, long size) {
        list.add(new ProjectShareList.Entry<>(project, object, size));
    }

    @Test
    void listWithinTheLimitIsComplete() {
        add("a", "a-1", 50);
        add("b", "b-1", 50);

        assertThat(list.listing().complete()).containsExactly("a-1", "b-1");
    }

    @Test
    void onlyTheProjectThatRequiresMostIsLeftOut() {
        add("a", "a-1", 10);
        add("b", "b-1", 40);
        add("c", "c-1", 30);
        add("b", "b-2", 40);
        add("b", "b-3", 1);
        add("c", "c-2", 10);

        assertThat(list.listing().objects()).containsExactly("a-1", "c-1", "c-2");
        assertThat(list.listing().leftOut()).containsExactly("b");
        assertThatThrownBy(() -> list.listing().complete())
                .isInstanceOf(ResponseTooLargeException.class)
                .hasMessageContaining("project with the ID b");
    }

    @Test
    void smallObjectsAreCountedToo() {
        for (int i = 0; i < 9; i++) {
            add("a", "a-" + i, 0);
        }
        add("b", "b-1", 0);
        add("a", "a-9", 0);

        assertThat(list.listing().objects()).containsExactly("b-1");
    }

    @Test
    void listOfOneProjectIsRefusedAsAWhole() {
        add("a", "a-1", 100);

        assertThatThrownBy(() -> add("a", "a-2", 1)).isInstanceOf(ResponseTooLargeException.class);
    }
}
