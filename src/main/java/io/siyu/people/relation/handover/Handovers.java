package io.siyu.people.relation.handover;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Handovers extends Repository<Handover, Long> {

    Handover saveAndFlush(Handover handover);

    Optional<Handover> findById(long id);

    /** Nobody else changes it until the caller's transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select h from Handover h where h.id = :id")
    Optional<Handover> lockById(long id);
}
