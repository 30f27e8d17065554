package io.siyu;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Siyu: every floor in one process on one database. */
@SpringBootApplication
public class SiyuApplication {

    public static void main(String[] args) {
        SpringApplication.run(SiyuApplication.class, args);
    }
}
