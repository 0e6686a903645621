"""The key of the vault: made once, never made anew, and missed aloud."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.checks import Tags, run_checks

from muntada import cli
from muntada.accreditation import vault
from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.models import EditionKeys, SealedFile
from muntada.kit.errors import RuleBroken
from muntada.kit.keyfiles import made_once
from tests import world
from tests.accreditation import cast

pytestmark = pytest.mark.django_db
ANOTHER = "A" * 43 + "="


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    """A data folder of its own, as on a machine the database was restored on."""
    monkeypatch.delenv("MUNTADA_VAULT_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    vault._read_key.cache_clear()
    yield settings.DATA
    vault._read_key.cache_clear()


def restored_without(folder):
    (folder / "vault.key").unlink()
    vault._read_key.cache_clear()


def restored_with_another(folder):
    (folder / "vault.key").write_text(ANOTHER)
    vault._read_key.cache_clear()


def truncated(folder):
    (folder / "vault.key").write_text("")
    vault._read_key.cache_clear()


LOSSES = [restored_without, restored_with_another, truncated]


@pytest.mark.parametrize("loss", LOSSES)
def test_no_process_starts_beside_seals_that_no_key_opens(edition, folder, loss):
    cast.submitted()
    cli._ensure_the_vault_opens()
    loss(folder)
    with pytest.raises(SystemExit, match=r"key of the vault"):
        cli._ensure_the_vault_opens()


@pytest.mark.parametrize("loss", LOSSES)
def test_the_check_of_the_database_says_it_too(edition, folder, loss):
    cast.submitted()
    assert not run_checks(tags=[Tags.database], databases=["default"])
    loss(folder)
    [found] = run_checks(tags=[Tags.database], databases=["default"])
    assert found.id == "accreditation.E001"


@pytest.mark.parametrize("loss", LOSSES)
def test_another_edition_gets_no_key_while_the_first_one_s_is_lost(edition, folder, loss):
    cast.submitted()
    loss(folder)
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(RuleBroken, match="key of the vault"):
        keys_of(world.edition("tenth", 10), at=world.NOW)
    assert sorted(path.name for path in folder.iterdir()) == before
    assert EditionKeys.objects.count() == 1


def test_a_photo_asked_for_without_the_key_is_refused_and_no_key_is_made(edition, folder):
    cast.submitted()
    restored_without(folder)
    photo = SealedFile.objects.filter(kind="photo").first()
    with pytest.raises(RuleBroken, match="missing"):
        EditionKeys.objects.get().open(photo.content, photo.about)
    assert not (folder / "vault.key").exists()


def test_an_edition_whose_row_of_keys_is_lost_is_not_given_others(edition, folder):
    cast.submitted()
    EditionKeys.objects.all().delete()
    with pytest.raises(RuleBroken, match="Something is sealed here"):
        keys_of(edition, at=world.NOW)


def test_put_back_everything_opens_again(edition, folder):
    cast.submitted()
    kept = (folder / "vault.key").read_text()
    restored_without(folder)
    (folder / "vault.key").write_text(kept + "\n")
    cli._ensure_the_vault_opens()
    assert cli._seals_open()


def test_who_knows_that_the_key_is_lost_for_good_may_still_open_the_house(
    edition, folder, monkeypatch, capsys
):
    cast.submitted()
    restored_without(folder)
    monkeypatch.setenv("MUNTADA_WITHOUT_VAULT", "1")
    cli._ensure_the_vault_opens()
    assert "key of the vault" in capsys.readouterr().err
    assert not (folder / "vault.key").exists()


@pytest.mark.parametrize("said", ["short", "AAAA", "not base 64 !!"])
def test_a_key_that_is_none_is_said_in_a_sentence(edition, monkeypatch, said):
    monkeypatch.setenv("MUNTADA_VAULT_KEY", said)
    with pytest.raises(RuleBroken, match="MUNTADA_VAULT_KEY is not a key"):
        keys_of(edition, at=world.NOW)


def test_the_drill_opens_what_is_sealed_and_names_what_does_not_open(edition, folder, capsys):
    made = cast.submitted("adviser")
    cli._verify_audit([])
    sealed = SealedFile.objects.count() + 2  # the identity and the key that signs
    assert f"{sealed} things of 1 editions were opened, 0 do not open" in capsys.readouterr().out
    photo = SealedFile.objects.get(kind="photo")
    photo.content = bytes(photo.content)[:-1] + b"\x00"
    photo.save()
    with pytest.raises(SystemExit) as ended:
        cli._verify_audit([])
    assert ended.value.code == 1
    assert f"ninth: {made} photo" in capsys.readouterr().out


@pytest.mark.parametrize("loss", LOSSES)
def test_the_drill_fails_loudly_on_a_restore_without_its_key(edition, folder, loss, capsys):
    cast.submitted()
    loss(folder)
    with pytest.raises(SystemExit) as ended:
        cli._verify_audit([])
    assert ended.value.code == 1
    assert "key of the vault" in capsys.readouterr().out


def test_the_drill_names_a_file_that_was_not_restored(edition, folder, capsys):
    made = world.invitation()
    made.replies.create(answer="accepted", at=world.NOW, scan="replies/gone.pdf")
    with pytest.raises(SystemExit):
        cli._verify_audit([])
    assert "A file is missing: invitations.reply" in capsys.readouterr().out


def test_a_new_secret_key_in_a_house_with_accounts_is_said(settings, capsys):
    cli._say_if_the_secret_key_is_new()
    assert not capsys.readouterr().err
    settings.SECRET_KEY_IS_NEW = True
    cli._say_if_the_secret_key_is_new()
    assert not capsys.readouterr().err  # a first start has nobody to tell
    salma = world.salma()
    salma.joined_at = world.NOW
    salma.save()
    cli._say_if_the_secret_key_is_new()
    assert "sign in again" in capsys.readouterr().err


def test_of_many_that_start_at_once_all_read_one_key_for_its_owner_alone(tmp_path):
    path = tmp_path / "data" / "a.key"
    with ThreadPoolExecutor(8) as at_once:
        said = list(at_once.map(lambda n: made_once(path, f"key {n}"), range(64)))
    assert len(set(said)) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(path.parent) == ["a.key"]
